"""The audit trail: who asked what, what was shown, what left the machine. Appended to, chained, verified, exported."""
