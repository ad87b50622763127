#+ focus: none
INSERT { ?rest rdf:first cg:Siege } WHERE { ?union owl:unionOf ?rest }
