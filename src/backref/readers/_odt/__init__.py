"""What an OpenDocument text holds: its styles and lists, its paragraphs and notes, and the works that its marks
name.
"""
