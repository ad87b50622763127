#+ focus: https://w3id.org/conflictgraph/ns#won
DELETE WHERE { cg:won skos:inScheme ?scheme } ;
INSERT DATA { cg:won skos:inScheme cg:results . cg:drawn a cg:Outcome, skos:Concept ; skos:prefLabel "nulle"@fr, "drawn"@en ; skos:inScheme cg:outcomes ; skos:definition "Sans vainqueur."@fr, "Without a winner."@en }
