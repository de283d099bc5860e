"""What leaves Trede as pages and papers: small cells, charts, reports and their forms."""
