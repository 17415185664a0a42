import Experiments
import Testing

@Suite struct YAMLNodeDecoderTests {
  private enum Colour: String, CaseIterable, Decodable {
    case red, green
    case darkBlue = "dark-blue"
  }

  private struct Inner: Decodable, Equatable {
    let depth: Int8
    let names: [String]?
  }

  private struct Outer: Decodable, Equatable {
    let count: Int
    let ratio: Double?
    let colour: Colour
    let inner: Inner?
    let table: [String: Int]?
  }

  private struct Nothing: Decodable {}

  /// Checks what it decodes, as a strategy's options do.
  private struct Checked: Decodable {
    enum CodingKeys: String, CodingKey { case low, high }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let low = try container.decode(Int.self, forKey: .low)
      let high = try container.decode(Int.self, forKey: .high)
      guard low < high else {
        throw DecodingError.dataCorruptedError(
          forKey: .high, in: container, debugDescription: "high must be above low")
      }
    }
  }

  private func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String
  ) throws -> (value: Value?, problems: [String]) {
    let diagnostics = Diagnostics()
    let source = SourceText(name: "t.yaml", text: text)
    let node = try #require(YAMLComposer.compose(source, diagnostics: diagnostics))
    let value = YAMLNodeDecoder(diagnostics: diagnostics)
      .decode(type, from: node, subject: "thing")
    return (
      value,
      diagnostics.sorted.map {
        "\($0.mark.line):\($0.mark.column) \($0.message)" + ($0.suggestion.map { " — \($0)" } ?? "")
      }
    )
  }

  @Test func decodesWhatIsThere() throws {
    let (value, problems) = try decode(
      Outer.self,
      "{count: 3, ratio: 2, colour: dark-blue,"
        + " inner: {depth: -128, names: [a, '1']}, table: {x: 1}}"
    )
    #expect(problems.isEmpty)
    #expect(
      value
        == Outer(
          count: 3, ratio: 2, colour: .darkBlue, inner: Inner(depth: -128, names: ["a", "1"]),
          table: ["x": 1]))
  }

  @Test func reportsEveryProblemAtItsNode() throws {
    let (value, problems) = try decode(
      Outer.self,
      """
      count: three
      ratio: [1]
      colour: drak-blue
      inner:
        depth: 200
        names: [a, 5, {b: c}]
        nmaes: []
      table: {x: y}
      color: red
      """)
    #expect(value == nil)
    #expect(
      problems == [
        "1:8 expected an integer, found the string 'three'",
        "2:8 expected a number, found a list",
        "3:9 'drak-blue' is none of red, green, dark-blue — did you mean 'dark-blue'?",
        "5:10 200 is out of range; use -128 to 127",
        "6:14 expected a string, found the integer 5",
        "6:17 expected a string, found a mapping",
        "7:3 unknown key 'nmaes' in 'inner' — did you mean 'names'?",
        "8:12 expected an integer, found the string 'y'",
        "9:1 unknown key 'color' in 'thing' — did you mean 'colour'?",
      ])
  }

  @Test func aMisspeltRequiredKeyIsOneProblem() throws {
    #expect(
      try decode(Outer.self, "{cuont: 3, colour: red}").problems == [
        "1:2 unknown key 'cuont' in 'thing' — did you mean 'count'?"
      ])
    #expect(
      try decode(Outer.self, "{colour: red}").problems == ["1:1 'thing' lacks the key 'count'"])
  }

  @Test func anOwnCheckIsPlacedByItsCodingPath() throws {
    #expect(
      try decode(Checked.self, "low: 3\nhigh: 2\n").problems == ["2:7 high must be above low"])
    // With a placeholder for `low` the check might fail too, but that is a consequence.
    #expect(
      try decode(Checked.self, "low: x\nhigh: 0\n").problems == [
        "1:6 expected an integer, found the string 'x'"
      ])
  }

  @Test func aTypeWithoutPropertiesTakesNoKeys() throws {
    #expect(try decode(Nothing.self, "{}").problems.isEmpty)
    #expect(
      try decode(Nothing.self, "{a: 1}").problems == [
        "1:2 unknown key 'a' in 'thing' — it takes none"
      ])
  }

  @Test func keysOfATypeAreKnownWithoutAnExample() {
    let keys = YAMLNodeDecoder.keys(of: Outer.self)
    #expect(keys.map(\.name) == ["count", "ratio", "colour", "inner", "table"])
    #expect(keys.map(\.type) == ["integer", "number", "choice", "mapping", "list"])
    #expect(keys[2].choices == ["red", "green", "dark-blue"])
  }
}
