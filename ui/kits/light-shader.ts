import { NOISE_SIDE, RIDGE_COLUMNS } from './light-mountain'

/** One triangle that covers the picture. */
export const VERTEX = `#version 300 es
in vec2 p;
void main() { gl_Position = vec4(p, 0., 1.); }`

/** Lamps along the bottom edge and halts on the mountain, at most. Loops in the shader are this long. */
export const MOST_LAMPS = 11
export const MOST_HALTS = 8

/**
 * Both scenes of light, bright on black, nothing white from wall to wall:
 * `attract`  a row of footlights whose light rises through haze,
 * `climb`    mountain flats, each lit from its own foot; the visitor's lamp walks up them.
 *
 * Noise and ridges are read from tables, not hashed with a sine: every GPU draws the same mountain, halts keep to
 * its peaks, and a processor that plays GPU can bear it. The flats are drawn from the front and stop at the first
 * opaque one, so a pixel costs one flat, not six.
 *
 * Uniforms: R size in pixels, T seconds, M mix attract 0 to climb 1, G gel (linear rgb), L lamp (0..1 of the
 * wall, y up), B brightness, D dawn 0..1, V view (x0, y0, zoom), NL footlights, P footlights (brightness, wakeness,
 * lean, spread), NH halts, H halts (x, y, lit 0..1), F frame number for the dither, N noise, E ridges.
 */
export const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
out vec4 o;
uniform vec2 R, L;
uniform vec3 G, V, H[${MOST_HALTS}];
uniform vec4 P[${MOST_LAMPS}];
uniform float T, M, B, D;
uniform int NL, NH;
uniform uint F;
uniform sampler2D N, E;

float n2(vec2 p) {
  vec2 f = fract(p);
  vec4 c = texelFetch(N, ivec2(floor(p)) & ${NOISE_SIDE - 1}, 0);
  f = f * f * f * (f * (f * 6. - 15.) + 10.);
  vec2 m = mix(c.xz, c.yw, f.x);
  return mix(m.x, m.y, f.y);
}
const mat2 TURN = mat2(1.6, 1.2, -1.2, 1.6);
float fbm(vec2 p) {
  float a = .5, s = 0.;
  for (int i = 0; i < 5; i++) { s += a * n2(p); p = TURN * p; a *= .5; }
  return s;
}
float rid(vec2 p) {
  float a = .5, s = 0.;
  for (int i = 0; i < 5; i++) { float n = 1. - abs(2. * n2(p) - 1.); s += a * n * n; p = TURN * p; a *= .5; }
  return s;
}
// tungsten: 0 off .. 1 full, redder as it dims
vec3 tung(float x) {
  x = max(x, 0.);
  return vec3(1., .80, .50) * x * vec3(1., mix(.42, 1., smoothstep(0., .9, x)), mix(.12, 1., smoothstep(.05, 1.15, x)));
}
vec3 aces(vec3 x) { return clamp((x * (2.51 * x + .03)) / (x * (2.43 * x + .59) + .14), 0., 1.); }

vec3 attract(vec2 u, float asp) {
  vec3 c = vec3(0);
  float haze = .55 + .9 * fbm(vec2(u.x * 2.2 + T * .03, u.y * 1.6 - T * .06));
  // only the footlights whose beams reach this far
  float reach = .06 + u.y * .46 + u.y * u.y * .09, gap = asp / float(NL);
  int first = max(0, int(floor((u.x - reach) / gap))), last = min(NL - 1, int(floor((u.x + reach) / gap)));
  for (int i = first; i <= last; i++) {
    vec4 lamp = P[i];
    float x = (float(i) + .5) / float(NL) * asp, d = u.x - x, br = lamp.x, near = lamp.y;
    float spread = .013 + u.y * lamp.w, q = (d - lamp.z * u.y * u.y) / spread;
    if (abs(q) < 2.6) {
      float hgt = (.26 + .40 * br) * mix(1., 2.6, near);
      float beam = exp(-q * q - u.y / hgt) * (.9 / (.35 + u.y * 4.));
      float fold = .78 + .42 * n2(vec2(q * spread / max(spread, .02) * 2.2 + float(i) * 9., u.y * 1.4 - T * .16 + float(i)));
      vec3 g = tung(beam * br * fold * haze * .9);
      g = mix(g, G * (g.r + g.g) * .9, near);
      c += g * mix(.42, 1., smoothstep(.25, 1., x / asp * 1.25)) * (1. + near * 1.3);
    }
    if (u.y < .05) c += tung(.5 + br) * exp(-(d * d / .00030 + u.y * u.y / .00022)) * .8;
  }
  if (c.r > .003) c *= .86 + .28 * fbm(u * vec2(26., 30.)); // grazing light on plaster
  return c;
}

float ridge(float x, int i) {
  float q = clamp(x / 1.7778, 0., 1.) * ${RIDGE_COLUMNS - 1}.;
  int k = int(q);
  return mix(texelFetch(E, ivec2(k, i), 0).r, texelFetch(E, ivec2(min(k + 1, ${RIDGE_COLUMNS - 1}), i), 0).r, fract(q));
}

vec3 flat_(vec2 u, int i, float r, float behind, vec2 lp) {
  float fi = float(i), below = r - u.y;
  float base = i < 5 ? min(behind, r - .03) : -.03, up = max(u.y - base, 0.);
  float hz = .30 + 1.35 * pow(fbm(vec2(u.x * 1.9 - T * .03 * (1. + fi * .2) + fi * 11., u.y * 3.4 + T * .015)), 1.4);
  float k = exp(-up / (.040 + .010 * fi)) * hz + .35 * exp(-up / .16) * hz * hz;
  // axe-cut strokes: rock drawn as brush marks that hang from the ridge
  float wob = fbm(u * vec2(7., 3.) + fi * 3.);
  float cut = rid(vec2((u.x + wob * .05) * (20. + fi * 3.) + fi * 17., (below + wob * .10) * (5. + fi)));
  float rock = smoothstep(.30, .85, cut) * exp(-below * (5.5 - fi * .4));
  vec3 t = mix(vec3(.34, .50, .74), vec3(1., .56, .22), smoothstep(.8, 4.6, fi));
  t = mix(t, vec3(1., .60, .34), D * .55 * (1. - fi / 6.));
  vec3 f = t * (k * mix(.19, .17, fi / 5.) + rock * mix(.17, .085, fi / 5.) * (1. + D * .6));
  float dl = length((u - lp) * vec2(1., 1.1)), keep = smoothstep(.5, 1.5, fi);
  f += G * (exp(-dl * dl / .012) * (.10 + .75 * rock) + exp(-dl * 4.6) * (.03 + .34 * rock)) * keep * 1.25;
  for (int j = 0; j < ${MOST_HALTS}; j++) {
    if (j >= NH) break;
    if (H[j].z == 0.) continue;
    float hd = length((u - vec2(H[j].x * 1.7778, H[j].y)) * vec2(1., 1.2));
    f += H[j].z * vec3(1., .66, .30) * exp(-hd * hd / .006) * (.06 + .55 * rock);
  }
  f += t * smoothstep(.0045, .0, below) * .16;
  return f * mix(1., .55, smoothstep(3., 5., fi));
}

vec3 climb(vec2 u) {
  vec2 lp = vec2(L.x * 1.7778, L.y);
  float left = 1., front = 0.;
  vec3 c = vec3(0);
  for (int i = 5; i >= 0; i--) {
    float r = ridge(u.x, i), cover = smoothstep(-.0015, .0012, r - u.y);
    if (cover > 0.) { c += flat_(u, i, r, front, lp) * cover * left; left *= 1. - cover; }
    if (left < .004) break;
    front = r;
  }
  float mist = fbm(vec2(u.x * 1.3 + T * .02, u.y * 3. - T * .01));
  if (left > .004) {
    vec2 moon = V.y < -.01 ? vec2(V.x + 1.17, 1.17) : vec2(1.262, .845); // on a kiosk beside the words
    float md = length(u - moon);
    float disc = md < .063 ? smoothstep(.062, .060, md) * .55 * (.6 + .55 * fbm(u * 13.)) : 0.;
    vec3 sky = vec3(.92, .95, 1.) * (disc + .05 * exp(-md * 6.));
    sky *= 1. - .45 * D;
    sky += vec3(.30, .42, .62) * .030 * exp(-abs(u.y - .5) * 3.);
    sky += D * vec3(1., .46, .18) * .16 * exp(-abs(u.y - .40) * 4.2) * (.5 + mist);
    c += sky * left;
  }
  float dl = length(u - lp);
  c += G * .0016 / (dl * dl + .0011) + vec3(1., .97, .9) * smoothstep(.0085, .0055, dl) * 1.3;
  c += G * .055 * exp(-dl * 3.4) * (.3 + mist);
  float fl = 0., y = max(u.y, 0.);
  if (y < .45) {
    float narrow = exp(-y / .030), wide = .35 * exp(-y / .075);
    for (int i = 0; i < ${MOST_LAMPS}; i++) {
      float d = u.x - (float(i) + .5) / float(${MOST_LAMPS}) * 1.7778;
      fl += exp(-d * d / .0032) * narrow + exp(-d * d / .02) * wide;
    }
  }
  return c + tung(fl * .50);
}

void main() {
  vec2 u = gl_FragCoord.xy / R.y;
  float asp = R.x / R.y;
  vec3 c = vec3(0);
  if (M < .999) c += attract(u, asp) * 1.05 * (1. - M);
  if (M > .001) {
    vec2 v = u * V.z + V.xy;
    float foot = V.y < -.01 ? smoothstep(-.05, .13, v.y) : 1.; // a kiosk shows words below its mountain
    if (foot > 0.) c += climb(v) * 1.25 * foot * M;
  }
  c = pow(aces(c * B), vec3(1. / 1.9));
  c += (texelFetch(N, (ivec2(gl_FragCoord.xy) + ivec2(F * 73u, F * 151u)) & ${NOISE_SIDE - 1}, 0).r - .5) * .018; // dither: no bands on a projector
  vec2 e = min(u, vec2(asp, 1.) - u);
  c *= smoothstep(0., .06, e.x) * smoothstep(-.01, .10, 1. - u.y);
  o = vec4(max(c, 0.), 1.);
}`
