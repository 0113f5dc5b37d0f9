"""Sky, land, water, trees and weather."""
