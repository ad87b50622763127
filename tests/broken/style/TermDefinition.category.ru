#+ focus: https://w3id.org/conflictgraph/weapon/bow
DELETE WHERE { weapon:bow skos:definition ?definition }
