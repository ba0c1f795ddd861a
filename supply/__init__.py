"""What the product is made of: pinned versions, licences, a bill of materials, known weaknesses. Needs no network but for
the last.
"""
