"""Panels on proven reoffending."""
