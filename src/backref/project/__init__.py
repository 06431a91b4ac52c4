"""What keeps a project's files: its configuration, its bibliographies and lock, and what is checked and synced of
them.
"""
