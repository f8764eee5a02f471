"""The names that the graph is written in; `ontology/newsgraph.ttl` says what those of our own mean."""

from functools import lru_cache

from pyoxigraph import NamedNode


class Namespace(str):
    """An IRI that others begin with: `NG["Person"]` is a node."""

    __slots__ = ()

    def __getitem__(self, name: object) -> NamedNode:  # type: ignore[override]
        """The node of that name."""
        return _node(f"{self}{name}")


@lru_cache(maxsize=10_000)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


NG = Namespace("https://w3id.org/newsgraph#")
REL = Namespace("https://w3id.org/newsgraph/relation#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
SCHEMA = Namespace("https://schema.org/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
WGS84 = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")  # Library of Congress: Extended Date/Time Format

TYPE = RDF["type"]
LABEL = RDFS["label"]

NAMESPACES: dict[str, Namespace] = {
    "ng": NG,
    "rel": REL,
    "sem": SEM,
    "schema": SCHEMA,
    "nif": NIF,
    "itsrdf": ITSRDF,
    "wgs84": WGS84,
    "prov": PROV,
    "skos": SKOS,
    "void": VOID,
    "dcterms": DCTERMS,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}

ENTITY_CLASSES = {
    "person": NG["Person"],
    "organization": NG["Organization"],
    "group": NG["Group"],
    "place": NG["Place"],
}
POLARITIES = {"affirmed": NG["Affirmed"], "negated": NG["Negated"]}
MODALITIES = {
    "actual": NG["Actual"],
    "possible": NG["Possible"],
    "planned": NG["Planned"],
    "demanded": NG["Demanded"],
    "hypothetical": NG["Hypothetical"],
}
ROLES = {
    "agent": NG["agent"],
    "patient": NG["patient"],
    "recipient": NG["recipient"],
    "instrument": NG["instrument"],
    "other": NG["participant"],
}
EVENT_TYPES = {
    name: NG[name.capitalize()]
    for name in (
        "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request",
        "accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    )
}  # fmt: skip
