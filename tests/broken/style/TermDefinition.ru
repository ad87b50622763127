#+ focus: https://w3id.org/conflictgraph/ns#won
DELETE DATA { cg:won skos:definition "Won by the attacker."@en }
