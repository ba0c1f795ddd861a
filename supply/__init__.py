"""What the product is made of: pinned versions, licences, a bill of materials, known weaknesses.

Only the last of these needs a network.
"""
