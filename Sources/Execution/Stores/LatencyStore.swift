import EVM
import EthereumTypes

/// Any store, with a chosen time for every read of it and a chosen number of reads at once.
///
/// Both clocks run. The wall clock: a read of an account, a slot or a code takes one of
/// `parallelReads` servers for the chosen time, the reader really waits, and what the store below
/// takes comes on top. The virtual clock: a reader stands still for the chosen time at every cold
/// read, and never queues; the sum over all readers is a product of two numbers that are the same
/// in every run.
package final class LatencyStore: StateStore {
  private let base: any StateStore
  private let servers: ReadServers
  private let readNanoseconds: UInt64
  package let parallelReads: Int

  /// - Parameters:
  ///   - coldReadMicroseconds: How long one read takes.
  ///   - parallelReads: How many reads are served at once; at least 1.
  package init(over base: any StateStore, coldReadMicroseconds: Int, parallelReads: Int) {
    self.base = base
    self.parallelReads = parallelReads
    readNanoseconds = UInt64(coldReadMicroseconds) * 1_000
    servers = ReadServers(count: parallelReads, readNanoseconds: readNanoseconds)
  }

  package var coldReadNanoseconds: UInt64? { readNanoseconds }

  package func issue() -> UInt64? { servers.issue() }

  package var answers: any StateReader { base }

  package func chill() throws(StateReadError) { try base.chill() }

  package func account(at address: Address) throws(StateReadError) -> AccountState? {
    PreciseWait.wait(until: servers.issue())
    return try base.account(at: address)
  }

  package func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    PreciseWait.wait(until: servers.issue())
    return try base.storage(at: address, slot: slot)
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    PreciseWait.wait(until: servers.issue())
    return try base.code(hash: hash)
  }
}
