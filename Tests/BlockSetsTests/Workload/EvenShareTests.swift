import BlockSets
import Testing

@Suite struct EvenShareTests {
  @Test(arguments: [0, 1, 10, 33, 50, 90, 99, 100], UInt64(1)...5)
  func marksItsShareOfBlocks(percent: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var share = EvenShare(percent: percent, using: &random)
    let blocks = 2_000
    var marked = 0
    for _ in 0..<blocks {
      share.advance(using: &random)
      if share.take() { marked += 1 }
    }
    let expected = blocks * percent / 100
    #expect(abs(marked - expected) <= 40, "\(marked) instead of \(expected), seed \(seed)")
    if percent == 0 || percent == 100 { #expect(marked == expected) }
  }

  @Test func turnsThatCannotBeTakenDoNotPileUp() {
    var random = SeededRandom(seed: 1)
    var share = EvenShare(percent: 50, using: &random)
    for _ in 0..<1_000 { share.advance(using: &random) }
    let taken = [share.take(), share.take()]
    #expect(taken == [true, false])
  }
}
