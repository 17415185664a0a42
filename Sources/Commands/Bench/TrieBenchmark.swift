import EthereumTypes
import Execution
import StateTrie

/// `balbench bench trie`: times roots and updates of state tries.
struct TrieBenchmark {
  /// What one measurement gave.
  struct Result: Encodable {
    let measurement: String
    let workers: Int
    /// Accounts in the state before.
    let stateAccounts: Int
    /// Accounts that are built or updated.
    let accounts: Int
    /// Slots that are updated.
    let slots: Int
    let medianNanoseconds: Double
    let leastNanoseconds: Double

    /// Nanoseconds an account that is built or updated.
    var nanosecondsPerAccount: Double { medianNanoseconds / Double(accounts) }

    private enum CodingKeys: String, CodingKey {
      case measurement, workers, accounts, slots
      case stateAccounts = "state_accounts"
      case medianNanoseconds = "median_ns"
      case leastNanoseconds = "least_ns"
    }
  }

  /// Runs of each measurement; one more comes first and is not kept.
  let repeats: Int
  /// The numbers of workers that each measurement is made with.
  let workers: [Int]

  private let pool: WorkerPool

  init(repeats: Int, workers: [Int]) {
    self.repeats = repeats
    self.workers = workers
    pool = WorkerPool(workerCount: workers.max() ?? 1)
  }

  /// All measurements, each with every number of workers.
  func results() throws -> [Result] {
    try roots(of: 100_000)
      + updates(of: 1_000, in: 1_000_000)
      + blocks(of: 300, in: 100_000)
  }

  /// The root of a state from nothing.
  private func roots(of count: Int) throws -> [Result] {
    let updates = (0..<count).map { Self.update(of: $0, nonce: 1) }
    let nothing = StateTrie(accounts: [])
    return try workers.map { workers in
      try measure("root", workers: workers, in: 0, accounts: count, slots: 0) { _ in
        updates
      } _: { updates in
        var trie = nothing
        try trie.apply(updates, runPieces: runner(workers))
        return trie
      }
    }
  }

  /// The update of some accounts, other ones in each run, of a state that stays as it was.
  private func updates(of count: Int, in stateCount: Int) throws -> [Result] {
    let parent = StateTrie(accounts: (0..<stateCount).map { Self.account($0, slots: 0) })
    return try workers.map { workers in
      try measure("update", workers: workers, in: stateCount, accounts: count, slots: 0) { run in
        Self.numbers(count, below: stateCount, run: run).map { Self.update(of: $0, nonce: run) }
      } _: { updates in
        var trie = parent
        try trie.apply(updates, runPieces: runner(workers))
        return trie
      }
    }
  }

  /// What a block changes: accounts of which each tenth of the state's has ten slots, two of them
  /// changed; at once, and what is left at the end of a hundred pieces that came before.
  private func blocks(of count: Int, in stateCount: Int) throws -> [Result] {
    let parent = StateTrie(
      accounts: (0..<stateCount).map { Self.account($0, slots: $0 % 10 == 0 ? 10 : 0) })
    func updates(_ run: Int) -> [AccountUpdate] {
      Self.numbers(count, below: stateCount / 10, run: run).map { number in
        let slots = [(slot: UInt256(1), value: UInt256(UInt64(run) + 100)), (UInt256(50), 1)]
        return Self.update(of: number * 10, nonce: run, storage: slots)
      }
    }
    return try workers.flatMap { workers in
      [
        try measure(
          "block", workers: workers, in: stateCount, accounts: count, slots: 2 * count,
          prepare: updates
        ) { updates in
          var trie = parent
          try trie.apply(updates, runPieces: runner(workers))
          return trie
        },
        try measure(
          "end of stream", workers: workers, in: stateCount, accounts: count, slots: 2 * count
        ) { run in
          try Stream(updates(run), in: 100, on: parent)
        } _: { stream in
          try stream.finish(runPieces: runner(workers))
        },
      ]
    }
  }

  /// Times `body` on inputs that are made before the time runs.
  private func measure<Input, Output>(
    _ name: String, workers: Int, in stateCount: Int, accounts: Int, slots: Int,
    prepare: (Int) throws -> Input, _ body: (Input) throws -> Output
  ) rethrows -> Result {
    let clock = ContinuousClock()
    var samples: [Double] = []
    for run in 0...repeats {
      let input = try prepare(run)
      let start = clock.now
      let output = try body(input)
      let elapsed = clock.now - start
      // Not within the time: a version is given up when the next block is done.
      withExtendedLifetime(output) {}
      if run > 0 { samples.append(elapsed / .nanoseconds(1)) }
    }
    samples.sort()
    return Result(
      measurement: name, workers: workers, stateAccounts: stateCount, accounts: accounts,
      slots: slots, medianNanoseconds: samples[samples.count / 2], leastNanoseconds: samples[0])
  }

  private func runner(_ workers: Int) -> TriePieceRunner? {
    guard workers > 1 else { return nil }
    return { count, body in
      pool.run(itemCount: count, workers: workers) { _, piece in body(piece) }
    }
  }
}

extension TrieBenchmark {
  /// An update to which all pieces but the last were added, one after the other, and hashed.
  private final class Stream {
    private var update: StateTrieUpdate?

    init(_ updates: [AccountUpdate], in pieceCount: Int, on parent: StateTrie) throws {
      var update = StateTrieUpdate(of: parent)
      for piece in 0..<pieceCount {
        let start = updates.count * piece / pieceCount
        let end = updates.count * (piece + 1) / pieceCount
        update.add(Array(updates[start..<end]))
        if piece + 1 < pieceCount { try update.hashAhead() }
      }
      self.update = consume update
    }

    func finish(runPieces: TriePieceRunner?) throws -> StateTrie? {
      guard let update = update.take() else { return nil }
      return try update.finish(runPieces: runPieces)
    }
  }

  private static func account(_ number: Int, slots: Int) -> (Address, AccountRecord) {
    let storage = (0..<slots).map { (slot: UInt256(UInt64($0)), value: UInt256(UInt64($0 + 1))) }
    let balance = UInt256(UInt64(number)) &* 1_000_000_007
    return (address(number), AccountRecord(nonce: 1, balance: balance, storage: storage))
  }

  private static func update(
    of number: Int, nonce: Int, storage: [(slot: UInt256, value: UInt256)] = []
  ) -> AccountUpdate {
    let balance = UInt256(UInt64(number)) &* 1_000_000_009
    return AccountUpdate(
      address: address(number), account: (UInt64(nonce), balance, .emptyKeccak), storage: storage)
  }

  private static func address(_ number: Int) -> Address {
    Address(word: UInt256(UInt64(number)) &* 0x9e37_79b9_7f4a_7c15 &+ 1)
  }

  /// `count` of the numbers below `bound`, others in each run.
  private static func numbers(_ count: Int, below bound: Int, run: Int) -> [Int] {
    let stride = bound / count
    return (0..<count).map { ($0 * stride + run * 7) % bound }
  }
}
