"""Charts as drawings of our own: no library, no script, text as text.

Every chart is a :class:`trede.publishers.charts.drawing.Drawing` with a title and a description,
720 units wide. A table and a sentence go beside it (:class:`trede.publishers.documents.Chart`).
"""
