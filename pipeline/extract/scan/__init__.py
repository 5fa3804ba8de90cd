"""Pages that are pictures: lines and cells from the picture, texts by recognition (``ocr``)."""
