/// The random choices of a generated workload: xoshiro256** (Blackman and Vigna, 2018), whose state
/// SplitMix64 fills from the seed. It yields the same numbers on every machine.
package struct SeededRandom: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Starts the sequence of a seed.
  package init(seed: UInt64) {
    var filler = seed
    func fill() -> UInt64 {
      filler &+= 0x9e37_79b9_7f4a_7c15
      var word = filler
      word = (word ^ word &>> 30) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ word &>> 27) &* 0x94d0_49bb_1331_11eb
      return word ^ word &>> 31
    }
    state = (fill(), fill(), fill(), fill())
  }

  /// Starts from a given state, which must not be all zeros.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// The next number of the sequence.
  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product &<< 7 | product &>> 57) &* 9
    let shifted = state.1 &<< 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 &<< 45 | state.3 &>> 19
    return result
  }

  /// A number from 0 to `bound` − 1: the high word of a product, so that no choice depends on how
  /// the standard library draws from a range.
  package mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// An index of a collection of `count` elements.
  package mutating func index(of count: Int) -> Int {
    Int(below(UInt64(count)))
  }

  /// Whether an event of this probability happens.
  package mutating func happens(percent: Int) -> Bool {
    below(100) < UInt64(percent)
  }
}
