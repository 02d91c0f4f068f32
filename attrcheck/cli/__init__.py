"""The command line: one file for each command; nothing else imports click."""
