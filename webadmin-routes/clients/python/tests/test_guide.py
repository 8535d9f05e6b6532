"""Every example of Assmbl's guide runs unchanged."""

import os
import re

from .world import ServerTest

GUIDE = os.path.join(os.path.dirname(__file__), "guide.md")


def examples():
    with open(GUIDE, encoding="utf-8") as file:
        return re.findall(r"^## (.+?)\n+```python\n(.*?)^```", file.read(), re.MULTILINE | re.DOTALL)


class Guide(ServerTest):
    def test_every_example_runs(self):
        message_id = self.arrived("invoice " + self.word())["MessageID"]
        to_delete = self.arrived()["MessageID"]
        processed = []
        names = {"os": os, "message_id": message_id, "process": processed.append}
        ran = []

        for title, code in examples():
            with self.subTest(title):
                names["message_id"] = to_delete if "delete_message" in code else message_id
                exec(compile(code, title, "exec"), names)
                ran.append(title)

        self.assertEqual(14, len(ran))
        self.assertIn("unread_count", names["result"])
