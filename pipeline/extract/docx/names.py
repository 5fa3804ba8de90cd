"""The namespace of Word's elements."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
