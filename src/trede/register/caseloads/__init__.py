"""Who answers for whom: caseloads per manager, assigning and handing over, norms."""
