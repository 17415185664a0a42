import BlockSets
import Foundation
import TestSupport
import Testing

@Suite("Strict JSON parsing")
struct JSONParserTests {
  @Test(
    arguments: [
      "0", "-0", "-0.0e+1", "1E400", "10", "1e-999999", "[]", "{}", "\"\"", "true", "false",
      "null", " \t\r\n[ 1 , 2 ]\n", "{\"a\":{\"b\":[]}}", "\"\\u0041\\n\\/\\b\\f\\r\\t\\\\\"",
      "\"\\ud83d\\uDE00\"", "\"\\u0000\"", "\"é €😀\"", "[[],[],{}]", "{\"\":0,\"a\":0}",
      "\"\u{7f}\"", "[1,\"a\",true,null,{},[]]",
    ])
  func accepts(text: String) {
    #expect(jsonError(ofParsing: Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      ("", 0), (" ", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("01", 1), ("-01", 2), ("+1", 0),
      (".5", 0), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), ("-", 1), ("[1 2]", 3),
      ("{\"a\" 1}", 5), ("{a:1}", 1), ("{1:1}", 1), ("\"abc", 4), ("\"a\\", 2), ("\"\\x\"", 1),
      ("\"\\u12\"", 1), ("\"\\ud800\"", 7), ("\"\\ud800\\u0041\"", 13), ("\"\\udc00\"", 7),
      ("\"a\tb\"", 2), ("\"a\nb\"", 2), ("tru", 0), ("nul", 0), ("True", 0), ("NaN", 0),
      ("Infinity", 0), ("'a'", 0), ("// c", 0), ("1 // c", 2), ("[1]]", 3), ("1 2", 2),
      ("[}", 1), ("{]", 1), ("[1}", 2), ("{\"a\":1]", 6), ("[1,,2]", 3), ("{\"a\":}", 5),
      ("{\"a\"}", 4), ("{,}", 1), ("[", 1), ("{", 1), ("[\"a\"", 4), ("\u{feff}1", 0),
      ("[1\u{0}]", 2), ("\u{a0}1", 0), ("truex", 4), ("1x", 1), ("0x10", 1),
    ])
  func refuses(text: String, offset: Int) throws {
    let error = try #require(jsonError(ofParsing: Array(text.utf8)), "\(text.debugDescription)")
    #expect(error.offset == offset, "\(text.debugDescription): \(error)")
  }

  @Test(
    arguments: [
      [0x22, 0xc0, 0x80, 0x22], [0x22, 0xc3, 0x22], [0x22, 0xe2, 0x82, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xf0, 0x80, 0x80, 0x80, 0x22],
      [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22],
      [0x22, 0x80, 0x22], [0x22, 0xff, 0x22], [0x22, 0xe2, 0x82],
    ] as [[UInt8]])
  func refusesMalformedUTF8(bytes: [UInt8]) throws {
    #expect(try #require(jsonError(ofParsing: bytes)).offset == 1)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func boundsDepth(opening: String) throws {
    let closing = opening == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + "0" + String(repeating: closing, count: depth)
    }
    #expect(jsonError(ofParsing: Array(nested(128).utf8)) == nil)
    let error = try #require(jsonError(ofParsing: Array(nested(129).utf8)))
    #expect(error.offset == 128 * opening.utf8.count)
    let deep = String(repeating: opening, count: 1_000_000)
    #expect(try #require(jsonError(ofParsing: Array(deep.utf8))).offset == error.offset)
  }

  @Test func acceptsLongTokens() throws {
    let digits = String(repeating: "9", count: 1_000_000)
    let name = String(repeating: "n", count: 1_000_000)
    let text = "{\"\(name)\": [\(digits), \"\(digits)\"]}"
    let length = try readJSON(text) { root throws(JSONError) in
      var length = 0
      for member in try root.object().members {
        for value in try member.value.array() where value.kind == .string {
          length = try value.string().utf8.count
        }
      }
      return length
    }
    #expect(length == 1_000_000)
  }

  @Test func fillsTheTapeWithTheShortestValues() throws {
    let count = 200_000
    let text = "[" + String(repeating: "0,", count: count - 1) + "0]"
    #expect(try readJSON(text) { root throws(JSONError) in try root.array().count } == count)
    let open = String(repeating: "[0,", count: 127)
    #expect(jsonError(ofParsing: Array(open.utf8)) != nil)
  }

  @Test func refusesEveryPrefix() throws {
    let bytes = Array(SampleTexts.blockchainTest().utf8)
    for count in bytes.indices {
      let error = try #require(
        jsonError(ofParsing: Array(bytes.prefix(count))), "prefix of \(count)")
      #expect(error.offset <= count, "prefix of \(count)")
    }
  }

  /// Texts near the grammar's edges, judged by Foundation's parser too.
  @Test(arguments: 0..<4)
  func agreesWithFoundationOnWhatIsJSON(part: UInt64) throws {
    let original = Array("[-1.5e+3, {\"a\": [true, \"\\u00e9\\n\\ud83d\\ude00é\"]}, null]".utf8)
    var accepted = 0
    for seed in (part * 2_500)..<((part + 1) * 2_500) {
      var generator = SplitMix64(seed: seed)
      let bytes = Mutation.mutate(
        original, using: &generator, alphabet: Array("{}[]\",:\\01eE+-. utrn".utf8))
      // Foundation lets a comma stand before a closing bracket; RFC 8259 does not.
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains(/,\s*[\]}]/) { continue }
      let isJSON = jsonError(ofParsing: bytes) == nil
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect(
        isJSON == (theirs != nil),
        "seed \(seed): \(text.debugDescription)")
      accepted += isJSON ? 1 : 0
    }
    #expect(accepted > 50)
  }
}
