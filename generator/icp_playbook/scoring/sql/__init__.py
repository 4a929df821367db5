"""The rules document as SQL: expressions of our own, written for several engines.

`inputs` names the columns that answers come in, `program` compiles the rules over them, and
`dialects` spells the few things that engines spell differently. What is decided is decided in whole
numbers: weights, points and edges are scaled when compiling, and shares compared crosswise.
"""
