"""Made-up news in any number, as articles to read and as graphs to load, for benchmarks and load tests.

::

    world      who there is to speak of: countries, ministries, people, outlets, as often as Zipf's law has it
      │
    page       an article in the making: text, and beside it what each stretch of text stands for (kg.model)
      │
    sentences  accusations, denials, demands, threats, chains of sources …: words and model objects together
      │
    corpus     article number n of a seed → Extraction → the graph that kg.rdf writes of it

Article ``n`` depends on the seed and on ``n`` alone: a corpus of 1,000 begins with the corpus of 100, and several
processes can make parts of one. All that is said in the articles is made up, and so are the people.
"""

from benchmarks.generator.corpus import Corpus

__all__ = ["Corpus"]
