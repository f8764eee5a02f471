"""What of the records stands where in the graph."""

import hashlib
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from newsgraph.rdf import store, writer
from newsgraph.rdf.query import ask
from newsgraph.rdf.validation import validate
from newsgraph.rdf.vocabulary import LABEL, NIF, RDF
from newsgraph.record import Argument, FurtherArgument, Record, Relation, Span, Validity
from newsgraph.resolution import resolve
from newsgraph.resolution.identities import Identities
from records import KHERSON_REGION, ArticleBuilder
from small_news import DENIAL_RECORD, IDENTITIES, RECORDS, SHELLING, SHELLING_RECORD, TEXTS


def _graph(records: tuple[Record, ...] = RECORDS, identities: Identities = IDENTITIES) -> Store:
    return store.in_memory(writer.quads(records, identities, TEXTS))


@pytest.fixture(scope="module")
def graph() -> Store:
    return _graph()


def _true(graph: Store, pattern: str) -> bool:
    return ask(graph, f"ASK {{ {pattern} }}").truth is True


def test_the_order_of_the_records_makes_no_difference() -> None:
    entities = Identities(IDENTITIES.entities[::-1], IDENTITIES.events[::-1], IDENTITIES.contradictions[::-1])
    backwards = list(writer.quads(RECORDS[::-1], entities, TEXTS))
    assert backwards == list(writer.quads(RECORDS, IDENTITIES, TEXTS))
    assert len(backwards) == len(set(backwards))


def test_statements_and_evidence_stand_in_the_graph_of_their_article() -> None:
    for quad in writer.quads(RECORDS, IDENTITIES, TEXTS):
        if quad.predicate in (RDF["subject"], NIF["anchorOf"]):
            assert isinstance(quad.graph_name, NamedNode)
            assert quad.subject.value.startswith(f"{quad.graph_name.value}#")


def test_things_events_and_facts_stand_in_the_default_graph() -> None:
    default = {quad for quad in writer.quads(RECORDS, IDENTITIES, TEXTS) if isinstance(quad.graph_name, DefaultGraph)}
    graph = store.in_memory(default)
    assert _true(graph, "place:kherson a ng:Place, sem:Place ; rdfs:label 'Kherson'@en ; skos:altLabel 'Cherson'@en")
    assert _true(
        graph, "place:kherson owl:sameAs <https://sws.geonames.org/706448/> ; wgs84:lat 46.63695 ; wgs84:long 32.61458"
    )
    assert _true(graph, "place:kherson schema:addressCountry 'UA' ; schema:containedInPlace place:ukraine")
    assert _true(
        graph, "actor:the-army a ng:Group, ng:Actor, sem:Actor ; ng:nationality 'RU' ; rel:shell place:kherson"
    )
    assert _true(graph, "actor:olha-marsh a ng:Person ; ng:role 'mayor'@en ; rel:leave 'the old town'@en")
    event = "event:shell-kherson-the-army-2022-05-03"
    assert _true(graph, f"{event} a ng:Event, sem:Event, ng:Assault ; sem:hasTimeStamp '2022-05-03'^^xsd:date")
    assert _true(graph, f"{event} ng:agent actor:the-army ; ng:patient place:kherson ; sem:hasPlace place:kherson")
    assert _true(graph, f"{event} sem:hasActor actor:the-army, place:kherson")


def test_only_a_place_that_acts_is_an_actor(graph: Store) -> None:
    assert _true(graph, "place:ukraine a ng:Place, ng:Actor, sem:Actor")
    assert not _true(graph, "place:kherson a ng:Actor")


def test_only_what_the_article_itself_states_is_a_triple(graph: Store) -> None:
    found = ask(graph, "SELECT ?s ?p ?o { ?s ?p ?o FILTER STRSTARTS(STR(?p), STR(rel:)) } ORDER BY ?p")
    assert list(found.table()) == [
        ["actor:olha-marsh", "rel:leave", "the old town"],
        ["actor:the-army", "rel:shell", "place:kherson"],
    ]


@pytest.mark.parametrize(
    "change",
    [{"polarity": "negated"}, {"modality": "planned"}, {"modality": "possible"}, {"attribution": "a0"}],
)
def test_a_denied_planned_or_attributed_triple_is_no_fact(change: dict[str, str]) -> None:
    fact = SHELLING_RECORD.triples[0]
    record = msgspec.structs.replace(
        SHELLING_RECORD,
        triples=(msgspec.structs.replace(fact, **change),),
        attributions=(
            msgspec.structs.replace(DENIAL_RECORD.attributions[1], id="a0", cue=Span(start=0, end=2, text="On")),
        ),
    )
    graph = _graph((record,))
    assert not _true(graph, "?s rel:shell ?o")
    assert _true(graph, "?s a ng:Statement ; rdf:predicate rel:shell")


def test_a_denial_names_who_denies_and_the_cue(graph: Store) -> None:
    assert _true(
        graph,
        """GRAPH article:denial { ?s a ng:Statement ; rdf:subject actor:the-army ; rdf:predicate rel:shell ;
            rdf:object place:kherson ; ng:event event:shell-kherson-the-army-2022-05-03 ; ng:polarity ng:Negated ;
            ng:modality ng:Actual ; ng:reportedAs ng:Denied ; ng:cue "said"@en ; ng:quoted true ;
            ng:saidBy/rdfs:label "a spokesman"@en ; ng:evidence/nif:beginIndex 0 ;
            prov:wasDerivedFrom article:denial }""",
    )


def test_a_relation_is_kept_in_the_sentences_own_words(graph: Store) -> None:
    assert _true(graph, "?s rdf:predicate rel:leave ; ng:relationText 'has left'@en")
    assert not _true(graph, "?s a ng:Statement FILTER NOT EXISTS { ?s ng:relationText ?own }")


def test_a_statement_is_a_clause_that_never_looks_like_a_fact_where_it_is_none(graph: Store) -> None:
    texts = [row[0] for row in ask(graph, "SELECT ?text { ?s ng:text ?text } ORDER BY ?s").table()]
    assert texts == [
        "denied: The army shell Cherson",
        "possible: trains run on Monday",
        "the army shelled Kherson",
        "Olha Marsh has left the old town",
    ]


def _resigned() -> Record:
    """The article on the shelling with another second clause, that has no object and two arguments."""
    words = {word: SHELLING.index(word) for word in ("left", "the old town", "Kherson")}
    places = {word: {"start": start, "end": start + len(word), "text": word} for word, start in words.items()}
    town = FurtherArgument(role="place", preposition="in", **places["the old town"], mentions=("m1",))
    kherson = FurtherArgument(role="goal", preposition="for", entity="e1", **places["Kherson"])
    triple = msgspec.structs.replace(
        SHELLING_RECORD.triples[1],
        relation=Relation(label="resign", **places["left"]),
        object=None,
        arguments=(kherson, town),
    )
    return msgspec.structs.replace(SHELLING_RECORD, triples=(SHELLING_RECORD.triples[0], triple))


def test_a_statement_has_its_arguments_and_no_object_where_the_clause_has_none() -> None:
    graph = _graph((_resigned(),))
    statement = "?s rdf:predicate rel:resign"
    assert _true(graph, f"{statement} ; ng:text 'Olha Marsh left in the old town for Kherson'@en")
    assert not _true(graph, f"{statement} ; rdf:object ?o")
    goal = "ng:argumentRole 'goal' ; ng:argumentText 'for Kherson'@en ; rdf:value place:kherson"
    assert _true(graph, f"{statement} ; ng:argument [ {goal} ]")
    place = "[ ng:argumentRole 'place' ; ng:argumentText 'in the old town'@en ]"
    assert _true(graph, f"{statement} ; ng:argument {place}")
    assert not _true(graph, "?s rel:resign ?o")
    assert not _true(graph, f"{statement} ; ng:mentions place:kherson")
    assert validate(graph).conforms


def test_what_stands_within_a_part_of_a_statement_is_mentioned() -> None:
    record = _resigned()
    first, second = record.triples
    without = msgspec.structs.replace(second, arguments=second.arguments[1:])
    graph = _graph((msgspec.structs.replace(record, triples=(first, without)),))
    assert _true(graph, "?s rdf:predicate rel:resign ; ng:mentions place:kherson")


@pytest.mark.parametrize(
    ("known", "fact"),
    [
        ({"confidence": 0.7}, True),
        ({"confidence": 0.6996}, True),
        ({"confidence": 0.69}, False),
        ({"holds": Validity(from_="2022")}, True),
        ({"holds": Validity(until="..")}, False),
        ({"holds": Validity(from_="2019", until="2022-05")}, False),
    ],
)
def test_only_what_is_sure_and_has_not_ended_is_a_fact(known: dict[str, object], fact: bool) -> None:
    triple = msgspec.structs.replace(SHELLING_RECORD.triples[1], **known)
    record = msgspec.structs.replace(SHELLING_RECORD, triples=(triple,))
    graph = store.in_memory(writer.quads((record,), IDENTITIES, TEXTS, min_confidence=0.7))
    assert _true(graph, "?s rel:leave ?o") is fact
    assert _true(graph, "?s rdf:predicate rel:leave ; rdf:object ?o ; ng:reportedAs ng:Stated")
    assert _true(graph, "?graph a <http://rdfs.org/ns/void#Dataset> ; ng:minConfidence 0.7")
    assert validate(graph).conforms


def test_when_it_began_and_ended_is_a_date() -> None:
    holds = Validity(from_="2019", until="2022-05")
    triple = msgspec.structs.replace(SHELLING_RECORD.triples[1], holds=holds, confidence=0.875)
    graph = _graph((msgspec.structs.replace(SHELLING_RECORD, triples=(triple,)),))
    assert _true(graph, "?s ng:validFrom '2019'^^xsd:gYear ; ng:validUntil '2022-05'^^xsd:gYearMonth")
    assert _true(graph, "?s ng:confidence 0.875")


@pytest.mark.parametrize("least", [-0.1, 1.5, float("nan")])
def test_a_threshold_that_is_none_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        list(writer.quads(RECORDS, IDENTITIES, TEXTS, min_confidence=least))


def test_a_clause_that_only_reports_is_no_statement() -> None:
    denial, rumour = DENIAL_RECORD.triples
    says = msgspec.structs.replace(
        rumour, id="t2", subject=Argument(start=36, end=47, text="a spokesman"), reports="a0", attribution=None
    )
    graph = _graph((msgspec.structs.replace(DENIAL_RECORD, triples=(denial, says)),))
    assert not _true(graph, "?s rdf:predicate rel:run-on")
    assert _true(graph, "?s rdf:predicate rel:shell ; ng:saidBy/rdfs:label 'a spokesman'@en")
    alone = _graph((msgspec.structs.replace(DENIAL_RECORD, triples=(says,)),))
    assert _true(alone, "?s rdf:predicate rel:run-on")


def test_a_preposition_that_the_object_has_lost_is_in_the_relations_words() -> None:
    shelled = SHELLING_RECORD.triples[0]
    day = Argument(start=0, end=8, text="On 3 May")
    triple = msgspec.structs.replace(
        shelled, relation=msgspec.structs.replace(shelled.relation, label="shell on"), object=day
    )
    graph = _graph((msgspec.structs.replace(SHELLING_RECORD, triples=(triple,)),))
    assert _true(graph, "?s rdf:object '3 May'@en ; ng:relationText 'shelled on'@en")


def test_a_hidden_source_is_left_out_but_not_the_cue(graph: Store) -> None:
    rumour = "?s rdf:predicate rel:run-on ; ng:cue 'was reported'@en ; ng:reportedAs ng:Envisaged"
    assert _true(graph, rumour)
    assert not _true(graph, f"{rumour} ; ng:saidBy ?who")


def test_contradictions_are_stated_both_ways(graph: Store) -> None:
    one, other = ("<urn:newsgraph:article:shelling#statement-t0>", "<urn:newsgraph:article:denial#statement-t0>")
    assert _true(graph, f"{one} ng:contradicts {other} . {other} ng:contradicts {one}")
    assert _true(graph, f"{other} ng:denies {one}")
    assert not _true(graph, f"{one} ng:denies {other}")


def test_a_contradiction_of_what_was_not_read_is_left_out() -> None:
    assert not _true(_graph((SHELLING_RECORD,)), "?s ng:contradicts ?o")


def test_an_event_tells_how_each_article_reports_it(graph: Store) -> None:
    event = "event:shell-kherson-the-army-2022-05-03"
    assert _true(graph, f"GRAPH article:denial {{ {event} ng:reportedAs ng:Denied ; ng:evidence ?e }}")
    assert _true(graph, f"GRAPH article:shelling {{ {event} ng:reportedAs ng:Stated ; ng:evidence ?e }}")


def test_mentions_point_at_their_characters(graph: Store) -> None:
    mentions = """SELECT * { ?mention itsrdf:taIdentRef ?thing ; nif:referenceContext ?a ;
        nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w }"""
    for row in ask(graph, mentions).rows:
        text = TEXTS[row["a"].value.rpartition(":")[2]]
        assert text[int(row["b"].value) : int(row["e"].value)] == row["w"].value


def test_words_that_stand_apart_are_cited_as_they_stand() -> None:
    cue = Span(start=34, end=47, text="said spokesman")
    attribution = msgspec.structs.replace(DENIAL_RECORD.attributions[0], cue=cue)
    record = msgspec.structs.replace(DENIAL_RECORD, attributions=(attribution, DENIAL_RECORD.attributions[1]))
    graph = _graph((record,))
    assert _true(graph, "?s ng:cue 'said spokesman'@en ; ng:cueEvidence/nif:anchorOf 'said a spokes'")


def test_an_address_that_is_none_and_a_date_with_a_time(graph: Store) -> None:
    assert not _true(graph, "article:denial schema:url ?u")
    assert _true(graph, "article:shelling schema:url <https://example.org/news?id=1&x=é>")
    assert _true(graph, "article:denial schema:datePublished '2022-05-05T08:30:00Z'^^xsd:dateTime")


def test_another_base_renames_everything_that_is_ours() -> None:
    graph = store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS, "https://example.org/kg"))
    assert _true(graph, "<https://example.org/kg/place/kherson> a ng:Place")
    assert _true(graph, "GRAPH <https://example.org/kg/article/denial> { ?s a ng:Statement }")
    assert _true(graph, "place:kherson a ng:Place")
    assert not any("urn:" in str(quad) for quad in graph)


def test_a_text_that_was_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match="'denial' is not the one"):
        list(writer.quads(RECORDS, IDENTITIES, {**TEXTS, "denial": "Another text."}))


@settings(max_examples=60)
@given(name=st.text(), words=st.lists(st.text(), min_size=6, max_size=6), shared=st.text())
def test_hostile_words_give_a_sound_graph(name: str, words: list[str], shared: str) -> None:
    text = TEXTS["shelling"]
    triples = tuple(
        msgspec.structs.replace(
            SHELLING_RECORD.triples[1],
            id=f"t{number}",
            subject=Argument(start=0, end=4, text=subject),
            relation=Relation(start=0, end=4, text="x", label=label),
            object=Argument(start=0, end=4, text=shared),
        )
        for number, (subject, label) in enumerate([(words[0], words[1]), (words[2], words[3]), (shared, shared)])
    )
    article = msgspec.structs.replace(
        SHELLING_RECORD.article,
        id=name,
        title=words[4],
        url=words[5],
        published=shared,
        publisher=shared,
        language=shared,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    record = msgspec.structs.replace(SHELLING_RECORD, article=article, triples=triples)
    thing = replace(IDENTITIES.entities[0], label=words[0], alternative_labels=(words[1],), roles=(words[2],))
    quads = list(writer.quads((record,), Identities((thing,), (), ()), {name: text}))
    labels: dict[object, list[Quad]] = {}
    for quad in set(quads):
        if quad.predicate == LABEL:
            labels.setdefault(quad.subject, []).append(quad)
    named = [quad.subject for quad in quads if quad.predicate == RDF["subject"]]
    assert len(named) == 3
    for quad in quads:
        if quad.predicate in (RDF["subject"], RDF["predicate"]):
            assert len(labels[quad.object]) == 1
        if quad.predicate == RDF["object"]:
            assert isinstance(quad.object, Literal)


def test_what_is_named_points_at_its_sentence(graph: Store) -> None:
    assert _true(
        graph,
        """?mention itsrdf:taIdentRef/rdfs:label "Olha Marsh"@en ;
        nif:superString/nif:anchorOf "The mayor, Olha Marsh, has already left the old town." """,
    )
    outside = """?m nif:superString ?s ; nif:beginIndex ?a ; nif:endIndex ?b . ?s nif:beginIndex ?c ; nif:endIndex ?d
        FILTER(?a < ?c || ?b > ?d)"""
    assert not _true(graph, outside)


def test_a_place_that_the_gazetteer_lacks_is_said_to_be_placed_roughly() -> None:
    """The coordinates are those of the town that it is named after; one that only has no identifier is where it is."""
    article = ArticleBuilder("001")
    article.entity(
        "place", "Mykolaiv region", location=msgspec.structs.replace(KHERSON_REGION, name=None, longitude=31.0)
    )
    article.entity("place", "Kherson region", location=KHERSON_REGION)
    record = article.record()
    identities = resolve([record])
    graph = store.in_memory(writer.quads([record], identities, {"001": article.text}))
    found = ask(graph, "SELECT ?label WHERE { ?place ng:placedRoughly true ; rdfs:label ?label }").rows
    assert [row["label"].value for row in found] == ["Mykolaiv region"]
