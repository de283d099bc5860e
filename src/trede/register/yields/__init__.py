"""What contracts yield, compared for whom they got, and the advice on extending that follows."""
