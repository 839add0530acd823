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
 * Noise is hashed with integers, not with a sine: every GPU draws the same mountain, and halts keep to its
 * peaks. The flats are drawn from the front and stop at the first opaque one, so a pixel costs one flat, not six.
 *
 * Uniforms: R size in pixels, T seconds, M mix attract 0 to climb 1, G gel (linear rgb), L lamp (0..1 of the
 * wall, y up), A how awake the footlights near the lamp are, B brightness, D dawn 0..1, V view (x0, y0, zoom),
 * NL lamps, NH halts, H halts (x, y, lit 0..1), F frame number for the dither.
 */
export const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
out vec4 o;
uniform vec2 R, L;
uniform vec3 G, V, H[${MOST_HALTS}];
uniform float T, M, A, B, D, NL;
uniform int NH;
uniform uint F;

uint mixbits(uint x) {
  x ^= x >> 16; x *= 0x7feb352dU; x ^= x >> 15; x *= 0x846ca68bU; x ^= x >> 16;
  return x;
}
float h2(ivec2 p) { return float(mixbits(uint(p.x) * 0x9e3779b9U ^ mixbits(uint(p.y))) >> 8) / 16777216.; }
float h1(float n) { return h2(ivec2(int(n), 71)); }
float n2(vec2 p) {
  vec2 f = fract(p);
  ivec2 i = ivec2(floor(p));
  f = f * f * f * (f * (f * 6. - 15.) + 10.);
  return mix(mix(h2(i), h2(i + ivec2(1, 0)), f.x), mix(h2(i + ivec2(0, 1)), h2(i + ivec2(1, 1)), f.x), f.y);
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
  for (int i = 0; i < ${MOST_LAMPS}; i++) {
    if (float(i) >= NL) break;
    float fi = float(i), x = (fi + .5) / NL * asp, d = u.x - x;
    float br = .5 + .5 * sin(T * .35 + fi * 1.7 + 2. * sin(fi * 3.1));
    br = .14 + .86 * br * br;
    float near = A * exp(-pow((x - L.x * asp) * 2.6, 2.));
    float w = mix(1., 2.6, near), hgt = (.26 + .40 * br) * w, spread = .013 + u.y * (.13 + .08 * h1(fi));
    float lean = .25 * sin(T * .11 + fi) * u.y * u.y * .35, q = (d - lean) / spread;
    float beam = exp(-q * q) * exp(-u.y / hgt) * (.9 / (.35 + u.y * 4.));
    if (beam > .0008) {
      float fold = .78 + .42 * n2(vec2((d - lean) / max(spread, .02) * 2.2 + fi * 9., u.y * 1.4 - T * .16 + fi));
      vec3 g = tung(beam * br * fold * haze * .9);
      g = mix(g, G * (g.r + g.g) * .9, near);
      c += g * mix(.42, 1., smoothstep(.25, 1., x / asp * 1.25)) * (1. + near * 1.3);
    }
    c += tung(.5 + br) * exp(-(d * d / .00030 + u.y * u.y / .00022)) * .8;
  }
  if (c.r > .003) c *= .86 + .28 * fbm(u * vec2(26., 30.)); // grazing light on plaster
  return c;
}

float peak(float x, float c, float w, float p) { return exp(-pow(abs(x - c) / w, p)); }
// six flats, composed by hand so that the climb reads
float ridge(float x, int i) {
  float fi = float(i), f = .9 + fi * .35, h;
  float e = fbm(vec2(x * 6. + fi * 5., fi)) - .5, e2 = n2(vec2(x * 46. + fi * 9., fi)) - .5;
  float m = rid(vec2(x * f + fi * 7.31 + 1.7, fi * 3.7));
  if (i == 0) h = .40 + .20 * peak(x, 1.22, .26, 1.5) + .12 * peak(x, .62, .20, 1.4) + .06 * m;
  else if (i == 1) h = .30 + .37 * peak(x, 1.44, .17, 1.25) + .16 * peak(x, 1.16, .13, 1.5) + .08 * m;
  else if (i == 2) h = .22 + .27 * peak(x, .88, .19, 1.3) + .12 * peak(x, 1.66, .15, 1.5) + .07 * m;
  else if (i == 3) h = .15 + .21 * peak(x, .60, .20, 1.25) + .12 * peak(x, 1.32, .24, 1.6) + .07 * m;
  else if (i == 4) h = .09 + .16 * peak(x, .20, .26, 1.3) + .11 * peak(x, 1.62, .20, 1.3) + .06 * m;
  else h = .035 + .10 * peak(x, .02, .20, 1.4) + .09 * peak(x, 1.80, .20, 1.3) + .04 * m;
  return h + .040 * e + .008 * e2;
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
    vec3 sky = vec3(.92, .95, 1.) * (smoothstep(.062, .060, md) * .55 * (.6 + .55 * fbm(u * 13.)) + .05 * exp(-md * 6.));
    sky *= 1. - .45 * D;
    sky += vec3(.30, .42, .62) * .030 * exp(-abs(u.y - .5) * 3.);
    sky += D * vec3(1., .46, .18) * .16 * exp(-abs(u.y - .40) * 4.2) * (.5 + mist);
    c += sky * left;
  }
  float dl = length(u - lp);
  c += G * .0016 / (dl * dl + .0011) + vec3(1., .97, .9) * smoothstep(.0085, .0055, dl) * 1.3;
  c += G * .055 * exp(-dl * 3.4) * (.3 + mist);
  float fl = 0., y = max(u.y, 0.);
  for (int i = 0; i < ${MOST_LAMPS}; i++) {
    float d = u.x - (float(i) + .5) / float(${MOST_LAMPS}) * 1.7778;
    fl += exp(-d * d / .0032) * exp(-y / .030) + .35 * exp(-d * d / .02) * exp(-y / .075);
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
  c += (h2(ivec2(gl_FragCoord.xy) + int(F) * 7919) - .5) * .018; // dither: no bands on a projector
  vec2 e = min(u, vec2(asp, 1.) - u);
  c *= smoothstep(0., .06, e.x) * smoothstep(-.01, .10, 1. - u.y);
  o = vec4(max(c, 0.), 1.);
}`
