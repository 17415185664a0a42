/// How a call to a precompiled contract ended.
package enum PrecompileResult: Equatable, Sendable {
  /// The call succeeded, cost this much gas and left its answer in the output.
  case success(gasCost: Int64)
  /// The call failed: too little gas or malformed input. It consumes all the gas it was given.
  case failure
}
