"""The contract over time: its schema, version bumps, data of earlier versions."""
