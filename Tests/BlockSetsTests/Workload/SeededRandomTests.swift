import BlockSets
import Testing

@Suite struct SeededRandomTests {
  /// The first numbers of the authors' C code (prng.di.unimi.it/xoshiro256starstar.c) from the
  /// state 1, 2, 3, 4, as other implementations' tests have them too.
  @Test func followsTheReference() {
    var random = SeededRandom(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test(arguments: [1, 2, 3, 100, 1 << 40, UInt64.max])
  func staysBelowTheBound(bound: UInt64) {
    var random = SeededRandom(seed: bound)
    #expect((0..<1_000).allSatisfy { _ in random.below(bound) < bound })
  }

  @Test func everyIndexOccursAboutAsOften() {
    var random = SeededRandom(seed: 3)
    var counts = Array(repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[random.index(of: 10)] += 1 }
    #expect(counts.allSatisfy { 900...1_100 ~= $0 }, "\(counts)")
  }

  @Test func certainAndImpossibleEvents() {
    var random = SeededRandom(seed: 4)
    #expect((0..<1_000).allSatisfy { _ in random.happens(percent: 100) })
    #expect((0..<1_000).allSatisfy { _ in !random.happens(percent: 0) })
  }
}
