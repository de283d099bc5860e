"""Made-up extracts of made-up municipalities, dense with boundary cases and with defects."""
