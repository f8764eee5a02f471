"""What happens: events with their type, participants, time and place.

Takes clauses, mentions and times and adds events.
"""
