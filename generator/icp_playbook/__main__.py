"""Run the command as `python -m icp_playbook`."""

from icp_playbook.cli import main

if __name__ == "__main__":
    main()
