import EthereumTypes
import Fuzzing
import Testing

@Suite struct ProgramCodeTests {
  @Test func jumpsFollowTheirLabels() {
    var code = ProgramCode([
      .pushPlace(label: 1, offset: 0, size: 2), .bytes([0x56]), .bytes([0x60, 0x5b]),
      .destination(1), .mark(2), .bytes([0x61, 0x5b, 0x5b]),
      .pushPlace(label: 2, offset: 1, size: 1), .bytes([0x56]),
    ])
    #expect(
      code.bytes == [0x61, 0, 6, 0x56, 0x60, 0x5b, 0x5b, 0x61, 0x5b, 0x5b, 0x60, 8, 0x56])
    code.pieces.remove(at: 2)
    #expect(code.bytes == [0x61, 0, 4, 0x56, 0x5b, 0x61, 0x5b, 0x5b, 0x60, 6, 0x56])
  }

  @Test func isListedByItsMnemonics() {
    let code = ProgramCode([.bytes([0x44, 0x5f, 0xe6, 0x80, 0xe6, 0x5b, 0x62, 1, 2])])
    #expect(
      code.lines(in: .amsterdam) == [
        "0: PREVRANDAO", "1: PUSH0", "2: DUPN 0x80", "4: DUPN", "5: JUMPDEST", "6: PUSH3 0x0102",
      ])
    #expect(
      code.lines(in: .london).prefix(3) == [
        "0: DIFFICULTY", "1: 0x5f (undefined)", "2: 0xe6 (undefined)",
      ])
  }
}
