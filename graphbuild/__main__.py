"""`python -m graphbuild`: the command line."""

from graphbuild.cli import main

main()
