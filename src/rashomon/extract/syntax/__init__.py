"""Sentences, parse trees and what their words are."""
