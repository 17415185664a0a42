import Experiments
import Testing

@Suite struct YAMLComposerTests {
  private func compose(
    _ text: String, limits: YAMLLimits = YAMLLimits()
  ) -> (node: YAMLNode?, problems: [Diagnostic]) {
    let diagnostics = Diagnostics()
    let node = YAMLComposer.compose(
      SourceText(name: "t.yaml", text: text), limits: limits, diagnostics: diagnostics)
    return (node, diagnostics.sorted)
  }

  private func scalar(_ text: String) throws -> YAMLScalar {
    let (node, problems) = compose("- \(text)")
    #expect(problems.isEmpty)
    guard case .sequence(let items) = try #require(node).content,
      case .scalar(let scalar) = items[0].content
    else {
      Issue.record("\(text) is no scalar")
      return YAMLScalar("", isString: true)
    }
    return scalar
  }

  @Test(arguments: [
    ("null", YAMLScalar.Value.null), ("~", .null), ("", .null), ("true", .bool(true)),
    ("False", .bool(false)), ("yes", .string), ("\"true\"", .string), ("'1'", .string),
    ("!!str 1", .string), ("0", .integer(magnitude: 0, isNegative: false)),
    ("-12", .integer(magnitude: 12, isNegative: true)),
    ("0x1f", .integer(magnitude: 31, isNegative: false)),
    ("0o17", .integer(magnitude: 15, isNegative: false)),
    ("18446744073709551616", .integer(magnitude: nil, isNegative: false)),
    ("1_000", .string), ("1.5", .number(1.5)), (".5", .number(0.5)), ("1.", .number(1)),
    ("1e3", .number(1000)), ("-.inf", .number(-.infinity)), ("1e", .string), (".", .string),
    ("0x", .string), ("1.2.3", .string), ("+", .string),
  ])
  func scalarsFollowTheCoreSchema(text: String, expected: YAMLScalar.Value) throws {
    #expect(try scalar(text).value == expected)
  }

  @Test func nodesHaveLineColumnAndByte() throws {
    let (node, _) = compose("a: 1\r\nö: {b: [x, yy]}\n")
    let list = try #require(node?["ö"]?["b"])
    #expect(list.mark == SourceMark(line: 2, column: 8, offset: 14))
    guard case .sequence(let items) = list.content else { return }
    #expect(items[1].mark == SourceMark(line: 2, column: 12, offset: 18))
    #expect(items[1].length == 2)
  }

  @Test func aliasesStandForTheirAnchors() throws {
    let (node, problems) = compose("a: &x [1, 2]\nb: *x\nc: &y {k: *x}\nd: *y\n")
    #expect(problems.isEmpty)
    #expect(node?["b"] == node?["a"])
    #expect(node?["d"]?["k"] == node?["a"])
  }

  @Test func anAliasBombIsRefusedInBoundedMemory() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let items = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let (node, problems) = compose(text)
    #expect(node == nil)
    #expect(problems.map(\.message) == ["more than 50000 nodes, aliases written out"])
    #expect(problems[0].mark.line == 5)
  }

  @Test(arguments: ["a: &x [*x]", "a: &x {b: *x}", "*x : 1", "a: *nothing"])
  func anAliasOfSomethingIncompleteIsAnError(text: String) {
    let (node, problems) = compose(text)
    #expect(node == nil)
    #expect(problems.count == 1)
    #expect(problems[0].message.contains("refers to no anchor that is complete before it"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a:\n", "[a, ", "&x [", "!t ["])
  func deepNestingIsRefused(piece: String) {
    let isBlock = piece.hasSuffix("\n")
    let text =
      isBlock
      ? (0..<1_000).map { String(repeating: " ", count: $0) + piece }.joined()
      : String(repeating: piece, count: 100_000)
    let (node, problems) = compose(text)
    #expect(node == nil)
    #expect(problems.contains { $0.message == "nested more than 32 levels deep" })
  }

  @Test func aLongChainOfAliasesDoesNotNestTooDeep() {
    let text = (1...60_000).map { "a\($0): &a\($0) [*a\($0 - 1)]" }.joined(separator: "\n")
    let (node, problems) = compose("a0: &a0 x\n" + text)
    #expect(node == nil)
    #expect(problems.count == 1)
  }

  @Test func duplicateKeysAreReportedAndTheFirstIsKept() throws {
    let (node, problems) = compose("a: 1\nb: 2\na: 3\n\"a\": 4\n")
    #expect(
      problems.map(\.message) == [
        "duplicate key 'a'; it is first on line 1", "duplicate key 'a'; it is first on line 1",
      ])
    #expect(problems.map(\.mark.line) == [3, 4])
    #expect(node?["a"]?.summary == "the integer 1")
  }

  @Test(arguments: [
    ("", "the file is empty"), ("# only a comment\n", "the file is empty"),
    ("a: 1\n---\nb: 2\n", "a second document starts here; a file holds one experiment"),
    ("a: [1, 2\n", "did not find expected ',' or ']', while parsing a flow sequence"),
    ("a: \"x\n", "found unexpected end of stream, while scanning a quoted scalar"),
    ("a: \u{7}\n", "control characters are not allowed"),
    ("? [1, 2]\n: x\n", "a key must be a word, not a list"),
    ("a: !!binary x\n", "tag 'tag:yaml.org,2002:binary' has no meaning here"),
  ])
  func damageIsReported(text: String, message: String) {
    #expect(compose(text).problems.map(\.message) == [message])
  }

  @Test func aFileThatIsTooLargeIsNotRead() {
    var limits = YAMLLimits()
    limits.bytes = 10
    let (node, problems) = compose("a: 123456789", limits: limits)
    #expect(node == nil)
    #expect(problems.map(\.message) == ["the file has 12 bytes; at most 10 are read"])
  }
}
