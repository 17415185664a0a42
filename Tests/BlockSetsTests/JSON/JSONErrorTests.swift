import BlockSets
import Testing

@Suite("Positions and paths of JSON errors")
struct JSONErrorTests {
  @Test func namesFilePositionAndPath() throws {
    let text = """
      {
        "blocks": [{}, {
          "transactions": [{}, {}, {}, {"é": 0, "gasLimit": "0xzz"}]
        }]
      }
      """
    let error = try #require(
      jsonError(of: text) { root throws(JSONError) in
        for block in try root.object().required("blocks").array() {
          guard let transactions = try block.object()["transactions"] else { continue }
          for transaction in try transactions.array() {
            _ = try transaction.object()["gasLimit"]?.uint64()
          }
        }
      })
    #expect(error.path == "blocks[1].transactions[3].gasLimit")
    #expect(error.line == 3)
    #expect(error.column == 55)
    #expect(error.offset == 76)
    #expect(error.message.hasPrefix("expected a quantity"))
    #expect(error.message.hasSuffix("found \"0xzz\""))
    #expect(error.description.hasPrefix("test.json:3:55: error: expected a quantity"))
  }

  @Test(
    arguments: [
      ("[0, {\"a\": [1, x]}]", "[1].a[1]"), ("{\"a\": {\"b\": }}", "a.b"),
      ("{\"a\": 1, \"b\" 2}", "b"), ("[[], [", "[1][0]"), ("{\"a\": [1, 2", "a[2]"), ("x", ""),
      ("{\"a b\": {\"\": [tru]}}", "[\"a b\"][\"\"][0]"), ("[1, 2, \"\\x\"]", "[2]"),
      ("{\"a\": [{}, {\"c\": {}, \"d\": 01}]}", "a[1].d"),
    ])
  func locatesSyntaxErrors(text: String, path: String) throws {
    #expect(try #require(jsonError(ofParsing: Array(text.utf8))).path == path)
  }

  @Test func cutsLongExcerpts() throws {
    let text = "{\"a\": \"0x" + String(repeating: "z", count: 100_000) + "\"}"
    let error = try #require(
      jsonError(of: text) { root throws(JSONError) in
        try root.object().required("a").bytes()
      })
    #expect(error.message.utf8.count < 200)
  }

  @Test func namesMissingMembers() throws {
    let error = try #require(
      jsonError(of: "{\"a\": {\"b\": 1}}") { root throws(JSONError) in
        try root.object().required("a").object().required("gasLimit")
      })
    #expect(error.path == "a")
    #expect(error.message == "expected a member \"gasLimit\" in this object")
  }
}
