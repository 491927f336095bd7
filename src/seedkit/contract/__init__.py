"""The contract over time: its schema, what a change of it takes, data of earlier versions."""
