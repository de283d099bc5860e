"""Tenders: from the first plan over lots, offers and scores to an award that can be made again."""
