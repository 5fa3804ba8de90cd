"""PDF: what is printed, lines of print, grids, and rows joined over pages.

``reading`` goes page by page; ``page`` and ``calls`` ask pdfium, ``compose`` sets lines and cells
(``grid`` by rulings, ``unruled`` by white), ``assembly`` joins pages by ``chains`` and ``seams``.
"""
