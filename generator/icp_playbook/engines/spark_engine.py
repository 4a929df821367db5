"""Spark itself: whether it is there, a session for a master, and what its errors say."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from icp_playbook.engines.duckdb_engine import CannotScoreError
from icp_playbook.messages import say

_MASTER = re.compile(r"local(\[([0-9]+|\*)(,[0-9]+)?\])?|yarn|(spark|sc|k8s)://\S+")
_CONNECT = "sc://"
_CONNECT_PORT, _SECONDS = 15002, 10
_JAVA = 17
"""The oldest that Spark 4 runs on."""
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.session.timeZone": "UTC",
}
"""What statements and texts of times are written for, whatever a cluster has set."""
_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
}
"""A local Spark serves nobody else, and has few cores."""


def is_master(said: str) -> bool:
    """Tell whether Spark could be where somebody says."""
    return bool(_MASTER.fullmatch(said))


@contextmanager
def session(master: str) -> Iterator[Any]:
    """Give a session of Spark while the block runs.

    Raise `CannotScoreError` for what is missing here, and for what Spark says that it can't do.
    """
    sql, errors, gateway = _packages()
    if master.startswith(_CONNECT):
        _ensure_answer(master)
    else:
        _ensure_java()
    known = (errors.PySparkException, gateway.Py4JError, gateway.Py4JNetworkError)
    spark = None
    try:
        spark = _started(sql.SparkSession.builder.appName("icp score"), master)
        yield spark
    except ImportError:  # what only Spark Connect takes
        raise _without("pyspark[connect]") from None
    except known as error:
        raise CannotScoreError(_said(error)) from error
    finally:
        if spark is not None:
            spark.stop()


def _packages() -> tuple[Any, Any, Any]:
    try:
        names = ("pyspark.sql", "pyspark.errors", "py4j.protocol")
        sql, errors, gateway = map(import_module, names)
    except ImportError:
        raise _without("icp-playbook[spark]") from None
    return sql, errors, gateway


def _without(package: str) -> CannotScoreError:
    command = f"pip install '{package}'"
    return CannotScoreError(
        say("this takes {package}: run {command}", package="PySpark", command=command)
    )


def _started(builder: Any, master: str) -> Any:
    if master.startswith(_CONNECT):
        spark = builder.remote(master).getOrCreate()
    else:
        own = _ON_THIS_MACHINE if master.startswith("local") else {}
        for name, value in {**own, "spark.ui.showConsoleProgress": "false"}.items():
            builder = builder.config(name, value)
        spark = builder.master(master).getOrCreate()
        # A statement too long to become Java code is no error: Spark then goes on without.
        spark.sparkContext.setLogLevel("FATAL")
    for name, value in _SETTINGS.items():
        if spark.conf.get(name, None) != value:
            spark.conf.set(name, value)
    return spark


def _ensure_answer(master: str) -> None:
    """Raise `CannotScoreError` where nobody answers; PySpark would ask again for minutes."""
    where = urlsplit(master)
    try:
        address = where.hostname or "", where.port or _CONNECT_PORT
        socket.create_connection(address, timeout=_SECONDS).close()
    except (OSError, ValueError) as error:
        raise CannotScoreError(
            say("nobody answers at {master}: {fault}", master=master, fault=str(error))
        ) from error


def _ensure_java() -> None:
    """Raise `CannotScoreError` where there is no Java that Spark starts with."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    found = _version_of(java) if java else None
    if found is not None and found >= _JAVA:
        return
    command = "apt-get install openjdk-17-jre-headless"
    if found is None:
        said = say(
            "Spark takes Java {version} or newer, and there is none: on Debian and Ubuntu run"
            " {command}, elsewhere install one and name its folder in JAVA_HOME",
            version=_JAVA,
            command=command,
        )
    else:
        said = say(
            "Spark takes Java {version} or newer, and this is {found}: on Debian and Ubuntu run"
            " {command}, elsewhere install one and name its folder in JAVA_HOME",
            version=_JAVA,
            found=found,
            command=command,
        )
    raise CannotScoreError(said)


def _version_of(java: str) -> int | None:
    """Return the version of a Java, as 8 for what calls itself 1.8; None where it does not run."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(found[1]) if found else None


def _said(error: Exception) -> str:
    """Return the line of an error of Spark's that says what is wrong, without its traceback."""
    for line in str(error).splitlines():
        if line.strip() and not line.startswith(("An error occurred while", "JVM stacktrace")):
            return line.strip().removeprefix(": ")
    return str(error).strip().partition("\n")[0] or type(error).__name__
