"""The steps of a build, in order: load, link, check, plan, render, write. None imports another."""
