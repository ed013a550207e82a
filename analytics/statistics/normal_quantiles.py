"""Quantiles of the standard normal distribution that intervals and limits are made of."""

# Half of what lies outside is on each side: Φ(Z95) = 0.975, Φ(Z998) = 0.999.
Z95 = 1.959963984540054
Z998 = 3.090232306167813
