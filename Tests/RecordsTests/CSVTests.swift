import Records
import Testing

@Suite struct CSVTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""),
    ("cr\r", "\"cr\r\""), (" space ", " space "), ("é,", "\"é,\""),
    // A quote and a combining mark are one character to Swift, and two to a CSV reader.
    ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func quotesOnlyWhatNeedsIt(field: String, expected: String) throws {
    #expect(Array(CSV.quoted(field).utf8) == Array(expected.utf8))
    var parser = CSVParser(Array(CSV.line(["x", field, "y"]).utf8), file: "t")
    let fields = try #require(try parser.next())
    #expect(fields.count == 3)
    #expect(Array(fields[1].utf8) == Array(field.utf8))
    #expect(try parser.next() == nil)
  }

  @Test func readsBothLineEndsAndCountsLines() throws {
    var parser = CSVParser(Array("a,b\r\n\"1\n2\",3\nlast,".utf8), file: "t")
    #expect(try parser.next() == ["a", "b"])
    #expect(parser.nextLine == 2)
    #expect(try parser.next() == ["1\n2", "3"])
    #expect(parser.nextLine == 4)
    #expect(try parser.next() == ["last", ""])
    #expect(try parser.next() == nil)
  }

  @Test(arguments: [
    ("a\n\"open", CSVError.Problem.unterminatedQuote, 2), ("a\"b\n", .quoteInsideField, 1),
    ("\"a\"b\n", .textAfterQuote, 1), ("ok\n\n\"\"\"", .unterminatedQuote, 3),
  ])
  func damageHasALine(text: String, problem: CSVError.Problem, line: Int) {
    var parser = CSVParser(Array(text.utf8), file: "t.csv")
    #expect(throws: CSVError(file: "t.csv", line: line, problem: problem)) {
      while try parser.next() != nil {}
    }
  }
}
