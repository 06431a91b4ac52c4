"""The pages of a PDF: letters with their places -> lines -> columns -> paragraphs, headings and entries."""
