"""Figures and cameos."""
