"""Word documents: the body by one walk, plain rows by a grammar in bulk.

``reading`` opens the package and puts the parts together; ``walk`` goes through the body and
leaves plain rows to ``plain`` and ``fold``; ``text`` and ``numbering`` give what Word would show.
"""
