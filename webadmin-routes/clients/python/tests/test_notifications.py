from .world import ServerTest

RULE = {
    "id": "bills",
    "name": "Bills",
    "enabled": True,
    "filters": {"sender_domains": ["example.com"]},
    "channels": {
        "webhook": {"enabled": True, "url": "https://hooks.example.com/bills"},
        "email": {"enabled": True, "recipients": ["ann@example.com"]},
    },
}


class Notifications(ServerTest):
    def tearDown(self):
        self.agent.put_notifications([])

    def test_keeps_rules(self):
        put = self.agent.put_notifications([RULE])["rules"][0]
        got = self.agent.get_notifications()["rules"][0]

        self.assertTrue(put["channels"]["webhook"].pop("signing_secret"))
        self.assertEqual(put, got)
        self.assertEqual("bills", got["id"])
        self.assertEqual(["example.com"], got["filters"]["sender_domains"])
        self.assertEqual(["ann@example.com"], got["channels"]["email"]["recipients"])

    def test_replaces_them(self):
        self.agent.put_notifications([RULE])

        self.assertEqual([], self.agent.put_notifications([])["rules"])
        self.assertEqual([], self.agent.get_notifications()["rules"])
