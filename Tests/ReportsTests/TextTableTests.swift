import Reports
import Testing

@Suite struct TextTableTests {
  private func table() -> TextTable {
    var table = TextTable(columns: [
      .init("name", alignment: .left), .init("two", "lines"), .init("note", alignment: .left),
    ])
    table.add(["a", "1", "x"])
    table.add(["a longer name", "1234567", ""])
    return table
  }

  @Test func columnsAreAsWideAsTheyNeedToBe() {
    #expect(
      table().lines(width: 80) == [
        "                   two", "name             lines  note", "a                    1  x",
        "a longer name  1234567",
      ])
  }

  @Test func aLongTextStandsAboveItsRowWhereALineWouldBeTooLong() {
    #expect(
      table().lines(width: 25) == [
        "                two", "name          lines  note", "a                 1  x",
        "a longer name", "            1234567",
      ])
  }
}
