"""What `import newsgraph` offers."""

import newsgraph


def test_every_public_name_is_there_and_is_listed() -> None:
    for name in newsgraph.__all__:
        assert getattr(newsgraph, name) is not None
        assert name in dir(newsgraph)
